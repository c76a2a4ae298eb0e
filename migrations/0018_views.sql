CREATE TABLE `bulk_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agent_id` integer NOT NULL,
	`items` text NOT NULL,
	`created_at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bulk_change_age` ON `bulk_change` (`created_at`);--> statement-breakpoint
CREATE TABLE `saved_view` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`owner_id` integer NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_view_owner` ON `saved_view` (`owner_id`,`position`);--> statement-breakpoint
CREATE INDEX `conversation_status_waiting` ON `conversation` (`status`,`waiting_since`,`id`) WHERE "conversation"."waiting_since" is not null;--> statement-breakpoint
CREATE INDEX `conversation_account_waiting` ON `conversation` (`account_id`,`status`,`waiting_since`,`id`) WHERE "conversation"."waiting_since" is not null;--> statement-breakpoint
CREATE INDEX `conversation_assignee_waiting` ON `conversation` (`assignee_id`,`status`,`waiting_since`,`id`) WHERE "conversation"."waiting_since" is not null;