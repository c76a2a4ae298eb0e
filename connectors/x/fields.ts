/** What is asked of X for each post and message. */

export const POST_FIELDS = {
  "tweet.fields":
    "author_id,conversation_id,created_at,display_text_range,in_reply_to_user_id,referenced_tweets,entities,attachments,edit_history_tweet_ids,note_tweet",
  expansions:
    "author_id,attachments.media_keys,in_reply_to_user_id,entities.mentions.username,referenced_tweets.id,referenced_tweets.id.author_id,referenced_tweets.id.attachments.media_keys",
  "user.fields": "name,username,profile_image_url",
  "media.fields": "url,preview_image_url,width,height,duration_ms,alt_text,variants",
} as const;

export const DM_FIELDS = {
  event_types: "MessageCreate",
  "dm_event.fields": "id,text,event_type,created_at,sender_id,dm_conversation_id,participant_ids,attachments,entities",
  expansions: "sender_id,participant_ids,attachments.media_keys",
  "user.fields": POST_FIELDS["user.fields"],
  "media.fields": POST_FIELDS["media.fields"],
} as const;
