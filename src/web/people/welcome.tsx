/** Where a one-time link leads: the first admin, somebody invited, or somebody who needs a new password. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { calls } from "./calls.ts";
import { Field, Form } from "./form.tsx";
import { AlonePage } from "./page.tsx";
import { CodeStep } from "./sign-in.tsx";
import { usePeopleWords } from "./words.ts";

export function Welcome() {
  const words = usePeopleWords();
  const router = useRouter();
  const client = useQueryClient();
  // Out of the address bar and the history at once; it lives on in this page alone.
  const [secret] = useState(() => {
    const given = location.hash.slice(1);
    history.replaceState(history.state, "", "/welcome");
    return given;
  });
  const [coded, setCoded] = useState(false);
  const link = useQuery({ queryKey: ["link"], queryFn: () => calls.look(secret), retry: false, gcTime: 0 });
  const enter = () => {
    client.clear();
    router.history.replace("/inbox");
  };
  if (coded) return <CodeStep onDone={enter} onAgain={() => router.history.replace("/inbox")} />;
  if (link.isError)
    return (
      <AlonePage title={words.linkOver}>
        <p>{words.linkOverHint}</p>
        <p>
          <a className="btn" href="/inbox">
            {words.signIn}
          </a>
        </p>
      </AlonePage>
    );
  if (!link.data) return null;
  const { kind, email, role } = link.data;
  const title = {
    firstAdmin: words.firstAdmin,
    invitation: words.invitation(words.role[role ?? "agent"]),
    reset: words.reset,
  }[kind];
  return (
    <AlonePage title={title}>
      {kind === "firstAdmin" ? <p>{words.firstAdminHint}</p> : null}
      {kind === "reset" ? <p>{words.resetHint}</p> : null}
      <Form
        submit={words.continue}
        onSubmit={async (value) => {
          const { state } = await calls.accept({
            secret,
            password: value("password"),
            ...(kind === "reset" ? {} : { name: value("name").trim() || " " }),
            ...(kind === "firstAdmin" ? { email: value("email").trim() } : {}),
          });
          if (state === "signed-in") enter();
          else setCoded(true);
        }}
      >
        {(errorOf) => (
          <>
            <Field
              name="email"
              type="email"
              label={words.email}
              autoComplete="username"
              {...(email === null ? {} : { value: email, readOnly: true })}
              error={errorOf("email")}
            />
            {kind === "reset" ? null : (
              <Field
                name="name"
                label={words.name}
                hint={words.nameHint}
                autoComplete="name"
                error={errorOf("name") && words.required}
              />
            )}
            <Field
              name="password"
              type="password"
              label={kind === "reset" ? words.newPassword : words.password}
              hint={words.passwordHint}
              autoComplete="new-password"
              error={errorOf("password")}
            />
          </>
        )}
      </Form>
    </AlonePage>
  );
}
