/** The least that an object can do with a message: parse it and insert one row with one index. */
import { DurableObject } from "cloudflare:workers";

export class Floor extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "create table if not exists message(id integer primary key, remote_id text not null unique, text text not null, at integer not null)",
    );
  }

  async fetch(request) {
    const { id, text } = (await request.json()).data.payload;
    this.ctx.storage.sql.exec("insert into message(remote_id, text, at) values (?, ?, ?)", id, text, Date.now());
    return new Response("{}");
  }
}

export default { fetch: (request, env) => env.FLOOR.getByName("floor").fetch(request) };
