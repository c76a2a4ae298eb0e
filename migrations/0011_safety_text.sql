CREATE TABLE `safety_text` (
	`conversation_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`due_at` integer,
	`written_at` integer,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `safety_text_due` ON `safety_text` (`due_at`) WHERE "safety_text"."due_at" is not null;--> statement-breakpoint
ALTER TABLE `account` ADD `safety_text` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `message` ADD `automatic` text;