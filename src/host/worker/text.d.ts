/** Files that the bundler gives as text, and the list of migrations that is generated without types. */
declare module "*/migrations.js" {
  const migrations: {
    journal: { entries: { idx: number; when: number; tag: string; breakpoints: boolean }[] };
    migrations: Record<string, string>;
  };
  export default migrations;
}

declare module "*.sql" {
  const text: string;
  export default text;
}
