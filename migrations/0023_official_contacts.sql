ALTER TABLE `official_contact` ADD `hidden` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `official_contact` ADD `changed_at` integer;