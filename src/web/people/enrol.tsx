/** Sets up an authenticator: the password, the QR code with the backup codes, and a first code as proof. */
import { useState } from "react";
import { calls, type Enrolment } from "./calls.ts";
import { Field, Form } from "./form.tsx";
import { QrCode } from "./qr-code.tsx";
import { usePeopleWords } from "./words.ts";

export function Enrol({ onDone }: { onDone: () => void }) {
  const words = usePeopleWords();
  const [made, setMade] = useState<Enrolment | null>(null);
  if (made === null)
    return (
      <Form submit={words.setUp} onSubmit={async (value) => setMade(await calls.offerFactor(value("password")))}>
        {(errorOf) => (
          <Field
            name="password"
            type="password"
            label={words.currentPassword}
            autoComplete="current-password"
            error={errorOf("password")}
          />
        )}
      </Form>
    );
  return (
    <div className="enrol">
      <p>{words.scan}</p>
      <QrCode text={made.uri} label={words.factor} />
      <p className="hint">{words.secret}</p>
      <code>{made.secret.replaceAll(/.{4}(?=.)/g, "$& ")}</code>
      <BackupCodes codes={made.backupCodes} />
      <Form
        submit={words.confirm}
        onSubmit={async (value) => {
          await calls.confirmFactor(value("code"));
          onDone();
        }}
      >
        {(errorOf) => (
          <Field
            name="code"
            label={words.code}
            hint={words.codeHint}
            inputMode="numeric"
            autoComplete="one-time-code"
            error={errorOf("code")}
          />
        )}
      </Form>
    </div>
  );
}

export function BackupCodes({ codes }: { codes: string[] }) {
  const words = usePeopleWords();
  return (
    <section className="codes">
      <h3>{words.backupCodes}</h3>
      <p className="hint">{words.backupHint}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
