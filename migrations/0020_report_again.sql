CREATE TABLE `report_again` (
	`conversation_id` integer PRIMARY KEY NOT NULL
);
