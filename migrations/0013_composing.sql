CREATE TABLE `close_after` (
	`conversation_id` integer PRIMARY KEY NOT NULL,
	`delivery_id` integer NOT NULL,
	`agent_id` integer NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delivery_id`) REFERENCES `delivery`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `draft` (
	`agent_id` integer NOT NULL,
	`conversation_id` integer NOT NULL,
	`mode` text NOT NULL,
	`text` text NOT NULL,
	`uploads` text NOT NULL,
	`in_reply_to` integer,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `conversation_id`, `mode`),
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `draft_conversation` ON `draft` (`conversation_id`);--> statement-breakpoint
CREATE INDEX `draft_age` ON `draft` (`updated_at`);--> statement-breakpoint
ALTER TABLE `agent` ADD `undo_seconds` integer;--> statement-breakpoint
ALTER TABLE `upload` ADD `alt` text;--> statement-breakpoint
ALTER TABLE `upload` ADD `dropped_at` integer;--> statement-breakpoint
CREATE INDEX `upload_agent` ON `upload` (`agent_id`);--> statement-breakpoint
CREATE INDEX `upload_age` ON `upload` (`created_at`);