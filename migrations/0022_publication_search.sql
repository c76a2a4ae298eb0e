-- What the public reads, by bigrams and word stems: the words are made by src/store/publication-words.ts, rowid by src/store/publication-index.ts.
CREATE VIRTUAL TABLE `publication_search` USING fts5(`title`, `question`, `answer`, `hints`, content='', contentless_delete=1, detail=full, tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
INSERT INTO `publication_search`(`publication_search`, `rank`) VALUES ('secure-delete', 1);
