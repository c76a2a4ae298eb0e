/** Who this is: all their names, since when we know them, and with whom they can be joined or parted. */
import { Unlink, UserPlus } from "lucide-react";
import { Suspense, useState } from "react";
import type { ContactView, ConversationDetail } from "../client/types.ts";
import { safeHref } from "../conversation/pieces.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { lazily } from "../shell/lazily.ts";
import { Handle, PlatformCode } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { useMerging, type Joined } from "./use-merging.ts";
import { useContextWords } from "./words.ts";

const MergeDialog = lazily(() => import("./merge-dialog.tsx").then((part) => part.MergeDialog));

export function Person({
  conversation,
  contact,
}: {
  conversation: ConversationDetail;
  contact: ContactView | undefined;
}) {
  const { t, language } = useT();
  const words = useContextWords();
  const now = dateOfMinute(useMinute());
  const { requester } = conversation;
  const [asking, setAsking] = useState(false);
  const [joined, setJoined] = useState<Joined | null>(null);
  const { takeOut, undo, readAnew } = useMerging(conversation.id);
  const identities: ContactView["identities"] = contact?.identities ?? [
    { ...requester, platform: conversation.platform, joined: false },
  ];
  return (
    <section>
      <h2>{t.identities}</h2>
      {identities.map((identity) => {
        const href = identity.url === null ? null : safeHref(identity.url);
        const name =
          identity.handle === null || identity.handle === "" ? (
            <span>{identity.name}</span>
          ) : (
            <Handle platform={identity.platform} handle={identity.handle} />
          );
        return (
          <p className="idn" key={identity.id}>
            <PlatformCode platform={identity.platform} />
            {href === null ? (
              name
            ) : (
              <a href={href} target="_blank" rel="noopener noreferrer" className="overflow-hidden text-ellipsis">
                {name}
              </a>
            )}
            {identity.state === "active" ? null : <span className="text-danger">{t.personState[identity.state]}</span>}
            {identity.id === requester.id ? <small>{t.thisOne}</small> : null}
            {identity.joined ? (
              <button
                type="button"
                className="btn quiet sq"
                title={words.takeOutHint}
                aria-label={words.takeOut(identity.name)}
                disabled={takeOut.isPending}
                onClick={() => contact && takeOut.mutate({ contactId: contact.id, identityId: identity.id })}
              >
                <Icon of={Unlink} small />
              </button>
            ) : null}
          </p>
        );
      })}
      {contact ? (
        <dl className="kv facts">
          {contact.firstSeenAt === null ? null : (
            <>
              <dt>{words.firstSeen}</dt>
              <dd className="num">{shortTime(language, contact.firstSeenAt, now)}</dd>
            </>
          )}
          <dt>{words.conversations}</dt>
          <dd className="num">{contact.conversationCount}</dd>
        </dl>
      ) : null}
      {joined === null ? (
        <button type="button" className="btn quiet tight" disabled={!contact} onClick={() => setAsking(true)}>
          <Icon of={UserPlus} small />
          {words.merge}
        </button>
      ) : (
        <p className="done" role="status">
          {words.merged(joined.name)}
          <button
            type="button"
            className="btn"
            disabled={undo.isPending}
            onClick={() => undo.mutate(joined, { onSuccess: () => setJoined(null) })}
          >
            {words.undo}
          </button>
        </p>
      )}
      {asking && contact ? (
        <Suspense>
          <MergeDialog
            contact={contact}
            conversationId={conversation.id}
            onClose={() => setAsking(false)}
            onMerged={(done) => {
              setAsking(false);
              setJoined(done);
              void readAnew();
            }}
          />
        </Suspense>
      ) : null}
    </section>
  );
}
