-- Full text by bigrams: the words are made by src/store/search-words.ts, rowid is message.id.
CREATE VIRTUAL TABLE `search` USING fts5(`body`, `author`, content='', contentless_delete=1, detail=full, tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
INSERT INTO `search`(`search`, `rank`) VALUES ('secure-delete', 1);
