/** The current piece of work: what it is about, and what the person thought of it. */
import { useQuery } from "@tanstack/react-query";
import { topicsQuery } from "../client/queries.ts";
import type { ConversationDetail, Topic } from "../client/types.ts";
import { TOPIC_ID } from "../conversation/focus-topic.ts";
import { useConversationPatch } from "../conversation/use-actions.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { topicTree } from "./topics.ts";

type EpisodeView = NonNullable<ConversationDetail["episode"]>;

export function Episode({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useT();
  const { episode } = conversation;
  const topics = useQuery(topicsQuery).data?.items ?? [];
  if (!episode) return null;
  const hasTopics = episode.topicId !== null || topics.some((one) => !one.archived);
  if (!hasTopics && episode.satisfaction === null) return null;
  return (
    <section data-testid="episode">
      <h2>{t.episode.title}</h2>
      <dl className="kv">
        {hasTopics ? <Choice conversation={conversation} topicId={episode.topicId} topics={topics} /> : null}
        <Satisfaction episode={episode} />
      </dl>
    </section>
  );
}

interface ChoiceProps {
  conversation: ConversationDetail;
  topicId: string | null;
  topics: readonly Topic[];
}

function Choice({ conversation, topicId, topics }: ChoiceProps) {
  const { t } = useT();
  const patch = useConversationPatch(conversation.id);
  return (
    <div className="contents">
      <dt>
        <label htmlFor={TOPIC_ID}>{t.episode.topic}</label>
      </dt>
      <dd>
        <select
          id={TOPIC_ID}
          className="topic"
          value={topicId ?? ""}
          onChange={({ target }) => patch({ topicId: target.value === "" ? null : target.value })}
        >
          <option value="">{t.episode.noTopic}</option>
          {topicTree(topics, topicId).map(({ top, below }) =>
            below.length === 0 ? (
              <Option key={top.id} topic={top} />
            ) : (
              <optgroup key={top.id} label={top.name}>
                <Option topic={top} />
                {below.map((one) => (
                  <Option key={one.id} topic={one} />
                ))}
              </optgroup>
            ),
          )}
        </select>
      </dd>
    </div>
  );
}

function Option({ topic: { id, name, archived } }: { topic: Topic }) {
  const { t } = useT();
  return <option value={id}>{archived ? `${name} (${t.episode.archived})` : name}</option>;
}

function Satisfaction({ episode }: { episode: EpisodeView }) {
  const { t, language } = useT();
  const now = dateOfMinute(useMinute());
  const { satisfaction } = episode;
  if (!satisfaction) return null;
  const { score, askedAt, dueAt } = satisfaction;
  const time = (at: string) => shortTime(language, at, now);
  const said =
    score !== null
      ? t.episode.score(score)
      : askedAt !== null
        ? t.episode.askedAt(time(askedAt))
        : dueAt !== null
          ? t.episode.asksAt(time(dueAt))
          : null;
  return (
    <div className="contents">
      <dt>{t.episode.satisfaction}</dt>
      <dd className="num" data-testid="satisfaction">
        {said}
      </dd>
    </div>
  );
}
