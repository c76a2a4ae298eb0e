CREATE TABLE `report_day` (
	`slot` integer PRIMARY KEY NOT NULL,
	`n` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report_episode` (
	`episode_id` integer PRIMARY KEY NOT NULL,
	`slots` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report_hour` (
	`slot` integer PRIMARY KEY NOT NULL,
	`n` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report_message` (
	`message_id` integer PRIMARY KEY NOT NULL,
	`slots` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report_series` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`measure` text NOT NULL,
	`facet` text NOT NULL,
	`key` integer NOT NULL,
	`account_id` integer NOT NULL,
	`visibility` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_series_what` ON `report_series` (`measure`,`facet`,`key`,`account_id`,`visibility`);