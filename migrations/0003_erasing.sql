CREATE TABLE `erased_person` (
	`hash` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `account` ADD `retention_months` integer;--> statement-breakpoint
ALTER TABLE `identity` ADD `erased_until` integer;--> statement-breakpoint
ALTER TABLE `conversation` ADD `erased_at` integer;--> statement-breakpoint
CREATE INDEX `message_homeless` ON `message` (`person_id`,`id`) WHERE "message"."conversation_id" is null;