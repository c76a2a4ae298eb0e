CREATE TABLE `sla_told` (
	`episode_id` integer NOT NULL,
	`target` text NOT NULL,
	`since` integer NOT NULL,
	`warned_at` integer,
	`missed_at` integer,
	PRIMARY KEY(`episode_id`, `target`, `since`),
	FOREIGN KEY (`episode_id`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `topic` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`parent_id` integer,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`parent_id`) REFERENCES `topic`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `topic_parent` ON `topic` (`parent_id`);--> statement-breakpoint
ALTER TABLE `account` ADD `hours` text;--> statement-breakpoint
ALTER TABLE `account` ADD `targets` text;--> statement-breakpoint
ALTER TABLE `account` ADD `satisfaction_after_ms` integer;--> statement-breakpoint
ALTER TABLE `conversation` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `conversation` ADD `due_target` text;--> statement-breakpoint
ALTER TABLE `conversation` ADD `due_warn_at` integer;--> statement-breakpoint
ALTER TABLE `conversation` ADD `alarm_at` integer;--> statement-breakpoint
CREATE INDEX `conversation_due` ON `conversation` (`due_at`,`id`) WHERE "conversation"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `conversation_alarm` ON `conversation` (`alarm_at`) WHERE "conversation"."alarm_at" is not null;--> statement-breakpoint
ALTER TABLE `episode` ADD `first_response_due_at` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `resolution_due_at` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `resolved_at` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `topic_id` integer REFERENCES topic(id);--> statement-breakpoint
ALTER TABLE `episode` ADD `satisfaction_due_at` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `satisfaction_asked_at` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `satisfaction` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `satisfaction_at` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `satisfaction_message_id` integer;--> statement-breakpoint
ALTER TABLE `episode` ADD `satisfaction_comment_id` integer;--> statement-breakpoint
CREATE INDEX `episode_satisfaction_due` ON `episode` (`satisfaction_due_at`) WHERE "episode"."satisfaction_due_at" is not null;