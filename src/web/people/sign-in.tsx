/** Signing in: the password, then a code where there is a second factor. Stands in place of any screen; the address stays. */
import { useState } from "react";
import { ApiError } from "../client/problem.ts";
import { calls } from "./calls.ts";
import { Field, Form } from "./form.tsx";
import { AlonePage } from "./page.tsx";
import { usePeopleWords } from "./words.ts";

/** `interrupted`: somebody was at work here. */
export function SignIn({ interrupted, onDone }: { interrupted: boolean; onDone: () => void }) {
  const words = usePeopleWords();
  const [step, setStep] = useState<"password" | "code">("password");
  const [email, setEmail] = useState("");
  if (step === "code") return <CodeStep onDone={onDone} onAgain={() => setStep("password")} />;
  return (
    <AlonePage title={words.signIn}>
      {interrupted ? <p>{words.kept}</p> : null}
      <Form
        submit={words.signIn}
        onSubmit={async (value) => {
          const { state } = await calls.signIn(email.trim(), value("password"));
          if (state === "second-factor") setStep("code");
          else onDone();
        }}
      >
        {(errorOf) => (
          <>
            <Field
              name="email"
              type="email"
              label={words.email}
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              error={errorOf("email")}
            />
            <Field
              name="password"
              type="password"
              label={words.password}
              autoComplete="current-password"
              error={errorOf("password")}
            />
          </>
        )}
      </Form>
      <p className="hint">{words.owner}</p>
      <code>npm run -s parley -- open</code>
    </AlonePage>
  );
}

export function CodeStep({ onDone, onAgain }: { onDone: () => void; onAgain: () => void }) {
  const words = usePeopleWords();
  const [factor, setFactor] = useState<"totp" | "backup">("totp");
  const totp = factor === "totp";
  return (
    <AlonePage title={words.codeTitle}>
      <Form
        submit={words.signIn}
        onSubmit={async (value) => {
          try {
            await calls.code(value("code"), factor);
            onDone();
          } catch (error) {
            if (error instanceof ApiError && error.code === "sign-in-again") onAgain();
            throw error;
          }
        }}
      >
        {(errorOf) => (
          <Field
            key={factor}
            name="code"
            label={totp ? words.code : words.backupCode}
            {...(totp ? { hint: words.codeHint } : {})}
            inputMode={totp ? "numeric" : "text"}
            autoComplete="one-time-code"
            error={errorOf("code")}
          />
        )}
      </Form>
      <p className="row">
        <button type="button" className="btn quiet" onClick={() => setFactor(totp ? "backup" : "totp")}>
          {totp ? words.useBackup : words.useTotp}
        </button>
        <button type="button" className="btn quiet" onClick={onAgain}>
          {words.again}
        </button>
      </p>
    </AlonePage>
  );
}
