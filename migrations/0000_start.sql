CREATE TABLE `account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`app_id` integer NOT NULL,
	`platform` text NOT NULL,
	`remote_id` text NOT NULL,
	`name` text NOT NULL,
	`handle` text,
	`avatar_url` text,
	`url` text,
	`credentials` text,
	`settings` text NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	`problem_detail` text,
	`warnings` text NOT NULL,
	`missing_scopes` text NOT NULL,
	`cursor` text,
	`next_pull_at` integer,
	`last_pulled_at` integer,
	`last_event_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_remote` ON `account` (`platform`,`remote_id`) WHERE "account"."state" <> 'removed';--> statement-breakpoint
CREATE TABLE `agent` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `app` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`credentials` text,
	`fingerprint` text NOT NULL,
	`webhook_url` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `conversation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`platform` text NOT NULL,
	`place_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`priority` text DEFAULT 'normal' NOT NULL,
	`assignee_id` integer,
	`snoozed_until` integer,
	`episode_id` integer,
	`read_up_to` integer DEFAULT 0 NOT NULL,
	`unread` integer DEFAULT 0 NOT NULL,
	`waiting_since` integer,
	`last_inbound_at` integer,
	`last_message_at` integer NOT NULL,
	`excerpt` text DEFAULT '' NOT NULL,
	`excerpt_direction` text DEFAULT 'inbound' NOT NULL,
	`attention` integer DEFAULT 0 NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `place`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `identity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversation_place_person` ON `conversation` (`account_id`,`place_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `conversation_newest` ON `conversation` (`last_message_at`,`id`);--> statement-breakpoint
CREATE INDEX `conversation_status_newest` ON `conversation` (`status`,`last_message_at`,`id`);--> statement-breakpoint
CREATE INDEX `conversation_account_newest` ON `conversation` (`account_id`,`status`,`last_message_at`,`id`);--> statement-breakpoint
CREATE INDEX `conversation_assignee_newest` ON `conversation` (`assignee_id`,`status`,`last_message_at`,`id`);--> statement-breakpoint
CREATE INDEX `conversation_person` ON `conversation` (`person_id`);--> statement-breakpoint
CREATE INDEX `conversation_snoozed` ON `conversation` (`snoozed_until`) WHERE "conversation"."snoozed_until" is not null;--> statement-breakpoint
CREATE INDEX `conversation_attention` ON `conversation` (`last_message_at`,`id`) WHERE "conversation"."attention" > 0;--> statement-breakpoint
CREATE TABLE `conversation_label` (
	`conversation_id` integer NOT NULL,
	`label_id` integer NOT NULL,
	PRIMARY KEY(`conversation_id`, `label_id`),
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`label_id`) REFERENCES `label`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conversation_label_label` ON `conversation_label` (`label_id`);--> statement-breakpoint
CREATE TABLE `counter` (
	`scope` text NOT NULL,
	`key` integer NOT NULL,
	`status` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`scope`, `key`, `status`)
);
--> statement-breakpoint
CREATE TABLE `delivery` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`conversation_id` integer NOT NULL,
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
CREATE UNIQUE INDEX `delivery_key_unique` ON `delivery` (`key`);--> statement-breakpoint
CREATE INDEX `delivery_due` ON `delivery` (`account_id`,`state`,`next_at`) WHERE "delivery"."state" in ('queued', 'scheduled', 'sending', 'unknown');--> statement-breakpoint
CREATE INDEX `delivery_conversation` ON `delivery` (`conversation_id`,`id`);--> statement-breakpoint
CREATE INDEX `delivery_message` ON `delivery` (`message_id`);--> statement-breakpoint
CREATE INDEX `delivery_group` ON `delivery` (`group_id`);--> statement-breakpoint
CREATE TABLE `episode` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`conversation_id` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`first_response_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `episode_conversation` ON `episode` (`conversation_id`,`id`);--> statement-breakpoint
CREATE TABLE `event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`version` integer NOT NULL,
	`actor` text NOT NULL,
	`account_id` integer,
	`conversation_id` integer,
	`message_id` integer,
	`data` text NOT NULL,
	`content_hash` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `event_conversation` ON `event` (`conversation_id`,`seq`);--> statement-breakpoint
CREATE TABLE `event_content` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`seq`) REFERENCES `event`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `gap` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`since` integer NOT NULL,
	`until` integer NOT NULL,
	`code` text NOT NULL,
	`detail` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gap_span` ON `gap` (`account_id`,`since`,`until`,`code`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`agent_id` integer NOT NULL,
	`route` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`status` integer NOT NULL,
	`response` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `route`, `key`),
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idempotency_age` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `identity` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`remote_id` text NOT NULL,
	`contact_id` integer NOT NULL,
	`own_contact_id` integer NOT NULL,
	`name` text NOT NULL,
	`handle` text,
	`avatar_url` text,
	`url` text,
	`state` text NOT NULL,
	`is_us` integer NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contact`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`own_contact_id`) REFERENCES `contact`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identity_remote` ON `identity` (`platform`,`remote_id`);--> statement-breakpoint
CREATE INDEX `identity_contact` ON `identity` (`contact_id`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`account_id` integer,
	`params` text NOT NULL,
	`state` text NOT NULL,
	`cursor` text,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer,
	`price_usd` real,
	`error` text,
	`next_at` integer,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `label` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `label_name_unique` ON `label` (`name`);--> statement-breakpoint
CREATE TABLE `limit_hold` (
	`scope` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `media` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`message_id` integer NOT NULL,
	`position` integer NOT NULL,
	`remote_id` text,
	`kind` text NOT NULL,
	`mime` text,
	`name` text,
	`size` integer,
	`width` integer,
	`height` integer,
	`duration_ms` integer,
	`alt` text,
	`latitude` real,
	`longitude` real,
	`state` text NOT NULL,
	`reason` text,
	`hash` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `media_message` ON `media` (`message_id`,`position`);--> statement-breakpoint
CREATE INDEX `media_hash` ON `media` (`hash`);--> statement-breakpoint
CREATE INDEX `media_dropped` ON `media` (`id`) WHERE "media"."state" = 'gone' and "media"."hash" is not null;--> statement-breakpoint
CREATE INDEX `media_pending` ON `media` (`next_at`) WHERE "media"."state" = 'pending';--> statement-breakpoint
CREATE TABLE `message` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`place_id` integer NOT NULL,
	`conversation_id` integer,
	`episode_id` integer,
	`remote_id` text,
	`direction` text NOT NULL,
	`origin` text NOT NULL,
	`author_id` integer,
	`person_id` integer,
	`agent_id` integer,
	`text` text NOT NULL,
	`spans` text NOT NULL,
	`language` text,
	`group_key` text,
	`in_reply_to` text,
	`url` text,
	`sent_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`hidden` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `place`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode_id`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `identity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `identity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `message_remote` ON `message` (`account_id`,`remote_id`) WHERE "message"."remote_id" is not null;--> statement-breakpoint
CREATE INDEX `message_conversation` ON `message` (`conversation_id`,`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `message_news` ON `message` (`conversation_id`,`sent_at`,`id`) WHERE "message"."direction" = 'inbound' and "message"."deleted_at" is null and "message"."origin" <> 'history';--> statement-breakpoint
CREATE INDEX `message_ours` ON `message` (`conversation_id`,`sent_at`,`id`) WHERE "message"."direction" = 'outbound';--> statement-breakpoint
CREATE INDEX `message_place` ON `message` (`place_id`,`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `message_orphan` ON `message` (`place_id`,`person_id`) WHERE "message"."conversation_id" is null;--> statement-breakpoint
CREATE TABLE `message_edit` (
	`message_id` integer NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`spans` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`message_id`, `version`),
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `open_link` (
	`hash` text PRIMARY KEY NOT NULL,
	`agent_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `place` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`remote_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text,
	`url` text,
	`closed` text,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `place_remote` ON `place` (`account_id`,`remote_id`);--> statement-breakpoint
CREATE TABLE `place_alias` (
	`account_id` integer NOT NULL,
	`remote_id` text NOT NULL,
	`place_id` integer NOT NULL,
	PRIMARY KEY(`account_id`, `remote_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `place`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `poison` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`raw` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reaction` (
	`account_id` integer NOT NULL,
	`message_remote_id` text NOT NULL,
	`identity_id` integer NOT NULL,
	`emoji` text NOT NULL,
	`active` integer NOT NULL,
	`order` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `message_remote_id`, `identity_id`, `emoji`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`identity_id`) REFERENCES `identity`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reaction_age` ON `reaction` (`at`);--> statement-breakpoint
CREATE TABLE `session` (
	`hash` text PRIMARY KEY NOT NULL,
	`agent_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `token` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agent_id` integer NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_hash_unique` ON `token` (`hash`);--> statement-breakpoint
CREATE TABLE `tombstone` (
	`account_id` integer NOT NULL,
	`remote_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `remote_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tombstone_age` ON `tombstone` (`at`);--> statement-breakpoint
CREATE TABLE `upload` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agent_id` integer NOT NULL,
	`name` text NOT NULL,
	`mime` text NOT NULL,
	`size` integer NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
