CREATE TABLE `fragment` (
	`account_id` integer NOT NULL,
	`remote_id` text NOT NULL,
	`version` integer NOT NULL,
	`talk` text NOT NULL,
	`sent_at` integer NOT NULL,
	`list` integer NOT NULL,
	`words` integer NOT NULL,
	`weight` real NOT NULL,
	`strangers` integer NOT NULL,
	`whole` integer NOT NULL,
	`masked` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `remote_id`, `version`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `fragment_talk` ON `fragment` (`talk`,`sent_at`);--> statement-breakpoint
CREATE INDEX `fragment_age` ON `fragment` (`at`);--> statement-breakpoint
CREATE TABLE `sealed_secret` (
	`message_id` integer NOT NULL,
	`version` integer NOT NULL,
	`number` integer NOT NULL,
	`sealed` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`message_id`, `version`, `number`),
	FOREIGN KEY (`message_id`) REFERENCES `message`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sealed_secret_age` ON `sealed_secret` (`at`);