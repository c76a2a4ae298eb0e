CREATE TABLE `comment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`publication_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`message_id` integer NOT NULL,
	`state` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`decided_by` integer,
	`decided_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`publication_id`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `comment_message_id_unique` ON `comment` (`message_id`);--> statement-breakpoint
CREATE INDEX `comment_publication` ON `comment` (`publication_id`,`state`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `comment_pending` ON `comment` (`id`) WHERE "comment"."state" = 'pending';--> statement-breakpoint
CREATE TABLE `official_contact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`handle` text NOT NULL,
	`url` text,
	`name` text NOT NULL,
	`purpose_zh` text DEFAULT '' NOT NULL,
	`purpose_en` text DEFAULT '' NOT NULL,
	`since` text,
	`account_id` integer,
	`ended_at` integer,
	`position` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `official_contact_account` ON `official_contact` (`account_id`);--> statement-breakpoint
CREATE TABLE `post` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`publication_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`place_id` integer NOT NULL,
	`thread_place_id` integer,
	`tags` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`agent_id` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`publication_id`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `place`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_place_id`) REFERENCES `place`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `post_publication` ON `post` (`publication_id`);--> statement-breakpoint
CREATE INDEX `post_thread_place` ON `post` (`thread_place_id`) WHERE "post"."thread_place_id" is not null;--> statement-breakpoint
CREATE TABLE `post_part` (
	`post_id` integer NOT NULL,
	`position` integer NOT NULL,
	`message_id` integer NOT NULL,
	`delivery_id` integer NOT NULL,
	PRIMARY KEY(`post_id`, `position`),
	FOREIGN KEY (`post_id`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delivery_id`) REFERENCES `delivery`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `post_part_message` ON `post_part` (`message_id`);--> statement-breakpoint
CREATE INDEX `post_part_delivery` ON `post_part` (`delivery_id`);--> statement-breakpoint
CREATE TABLE `publication` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`form` text NOT NULL,
	`state` text NOT NULL,
	`revision` text,
	`language` text NOT NULL,
	`translation_of` integer,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`question` text NOT NULL,
	`answer` text NOT NULL,
	`applies_to` text DEFAULT '' NOT NULL,
	`topic_id` integer,
	`byline` text DEFAULT '' NOT NULL,
	`asked_at` integer,
	`answered_at` integer,
	`conversation_id` integer,
	`watch` text,
	`watch_at` integer,
	`consent` text NOT NULL,
	`removals` text,
	`version` integer DEFAULT 0 NOT NULL,
	`edition` integer DEFAULT 1 NOT NULL,
	`author_id` integer,
	`editor_id` integer,
	`reviewer_id` integer,
	`remark` text DEFAULT '' NOT NULL,
	`published_at` integer,
	`updated_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawn_for` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`translation_of`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topic`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`editor_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `publication_slug_unique` ON `publication` (`slug`);--> statement-breakpoint
CREATE INDEX `publication_state` ON `publication` (`state`,`kind`,`language`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `publication_conversation` ON `publication` (`conversation_id`) WHERE "publication"."conversation_id" is not null;--> statement-breakpoint
CREATE INDEX `publication_translation` ON `publication` (`translation_of`) WHERE "publication"."translation_of" is not null;--> statement-breakpoint
CREATE INDEX `publication_topic` ON `publication` (`topic_id`);--> statement-breakpoint
CREATE INDEX `publication_watch` ON `publication` (`watch_at`) WHERE "publication"."watch_at" is not null;--> statement-breakpoint
CREATE TABLE `publication_consent` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`publication_id` integer NOT NULL,
	`conversation_id` integer NOT NULL,
	`token_hash` text NOT NULL,
	`message_id` integer,
	`asked_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	`withdrawn_at` integer,
	FOREIGN KEY (`publication_id`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `publication_consent_token_hash_unique` ON `publication_consent` (`token_hash`);--> statement-breakpoint
CREATE INDEX `publication_consent_publication` ON `publication_consent` (`publication_id`);--> statement-breakpoint
CREATE INDEX `publication_consent_conversation` ON `publication_consent` (`conversation_id`);--> statement-breakpoint
CREATE TABLE `publication_day` (
	`publication_id` integer NOT NULL,
	`day` integer NOT NULL,
	`views` integer DEFAULT 0 NOT NULL,
	`same` integer DEFAULT 0 NOT NULL,
	`helped` integer DEFAULT 0 NOT NULL,
	`unhelped` integer DEFAULT 0 NOT NULL,
	`asked` integer DEFAULT 0 NOT NULL,
	`used` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`publication_id`, `day`),
	FOREIGN KEY (`publication_id`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `publication_day_day` ON `publication_day` (`day`);--> statement-breakpoint
CREATE TABLE `publication_slug` (
	`slug` text PRIMARY KEY NOT NULL,
	`publication_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`publication_id`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `publication_slug_publication` ON `publication_slug` (`publication_id`);--> statement-breakpoint
CREATE TABLE `publication_source` (
	`publication_id` integer NOT NULL,
	`message_id` integer NOT NULL,
	`role` text NOT NULL,
	`position` integer NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`publication_id`, `message_id`),
	FOREIGN KEY (`publication_id`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `publication_source_message` ON `publication_source` (`message_id`);--> statement-breakpoint
CREATE TABLE `publication_version` (
	`publication_id` integer NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`question` text NOT NULL,
	`answer` text NOT NULL,
	`applies_to` text NOT NULL,
	`byline` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`editor_id` integer,
	`reviewer_id` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`publication_id`, `version`),
	FOREIGN KEY (`publication_id`) REFERENCES `publication`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`editor_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- A delivery may stand in no conversation. SQLite cannot loosen a column in place: the table is made anew, and what points to it waits beside it.
CREATE TABLE `close_after_kept` AS SELECT * FROM `close_after`;--> statement-breakpoint
DELETE FROM `close_after`;--> statement-breakpoint
CREATE TABLE `__new_delivery` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`conversation_id` integer,
	`message_id` integer NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`key` text NOT NULL,
	`part` integer DEFAULT 1 NOT NULL,
	`parts` integer DEFAULT 1 NOT NULL,
	`group_id` integer,
	`state` text NOT NULL,
	`code` text,
	`detail` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`started_at` integer,
	`lease_until` integer,
	`agent_id` integer,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_delivery`("id", "account_id", "conversation_id", "message_id", "kind", "payload", "key", "part", "parts", "group_id", "state", "code", "detail", "attempts", "next_at", "started_at", "lease_until", "agent_id", "created_at", "settled_at") SELECT "id", "account_id", "conversation_id", "message_id", "kind", "payload", "key", "part", "parts", "group_id", "state", "code", "detail", "attempts", "next_at", "started_at", "lease_until", "agent_id", "created_at", "settled_at" FROM `delivery`;--> statement-breakpoint
DROP TABLE `delivery`;--> statement-breakpoint
ALTER TABLE `__new_delivery` RENAME TO `delivery`;--> statement-breakpoint
INSERT INTO `close_after`("conversation_id", "delivery_id", "agent_id") SELECT "conversation_id", "delivery_id", "agent_id" FROM `close_after_kept`;--> statement-breakpoint
DROP TABLE `close_after_kept`;--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_key_unique` ON `delivery` (`key`);--> statement-breakpoint
CREATE INDEX `delivery_due` ON `delivery` (`account_id`,`state`,`next_at`) WHERE "delivery"."state" in ('queued', 'scheduled', 'sending', 'unknown');--> statement-breakpoint
CREATE INDEX `delivery_conversation` ON `delivery` (`conversation_id`,`id`);--> statement-breakpoint
CREATE INDEX `delivery_message` ON `delivery` (`message_id`);--> statement-breakpoint
CREATE INDEX `delivery_group` ON `delivery` (`group_id`);--> statement-breakpoint
CREATE INDEX `delivery_held` ON `delivery` (`id`) WHERE "delivery"."state" = 'held';