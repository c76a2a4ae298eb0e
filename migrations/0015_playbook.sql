CREATE TABLE `answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`folder` text DEFAULT '' NOT NULL,
	`texts` text NOT NULL,
	`account_ids` text NOT NULL,
	`platforms` text NOT NULL,
	`visibility` text,
	`uses` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_name_unique` ON `answer` (`name`);--> statement-breakpoint
CREATE TABLE `macro` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`key` text,
	`actions` text NOT NULL,
	`uses` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `macro_name_unique` ON `macro` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `macro_key_unique` ON `macro` (`key`);--> statement-breakpoint
CREATE TABLE `rule` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`state` text NOT NULL,
	`trigger` text NOT NULL,
	`conditions` text NOT NULL,
	`actions` text NOT NULL,
	`quiet_hours` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`last_run_at` integer,
	`since_seq` integer DEFAULT 0 NOT NULL,
	`timer_at` integer DEFAULT 0 NOT NULL,
	`timer_id` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rule_run` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`rule_id` integer NOT NULL,
	`key` text NOT NULL,
	`conversation_id` integer NOT NULL,
	`outcome` text NOT NULL,
	`code` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`rule_id`) REFERENCES `rule`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rule_run_occasion` ON `rule_run` (`rule_id`,`key`);--> statement-breakpoint
CREATE INDEX `rule_run_newest` ON `rule_run` (`rule_id`,`id`);--> statement-breakpoint
CREATE INDEX `rule_run_age` ON `rule_run` (`at`);--> statement-breakpoint
ALTER TABLE `label` ADD `color` text DEFAULT 'grey' NOT NULL;--> statement-breakpoint
ALTER TABLE `label` ADD `description` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `label` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `label` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `label` ADD `merged_into_id` integer;--> statement-breakpoint
CREATE INDEX `conversation_awaited` ON `conversation` (`waiting_since`,`id`) WHERE "conversation"."waiting_since" is not null;