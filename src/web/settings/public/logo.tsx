/** The picture beside the brand's name on the public site. */
import { useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { ApiError } from "../../client/problem.ts";
import { useFailure } from "../../ui/toast.tsx";
import { Part } from "../kit/page.tsx";
import { calls, siteQuery } from "./calls.ts";
import { usePublicWords } from "./words.ts";

const MOST_BYTES = 100_000;

export function SiteLogo({ logo, may }: { logo: string | null; may: boolean }) {
  const words = usePublicWords().site;
  const client = useQueryClient();
  const failed = useFailure();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState(false);
  const set = async (picture: string | null) => {
    try {
      client.setQueryData(siteQuery.queryKey, await calls.setLogo(picture));
      setWrong(false);
    } catch (error) {
      if (error instanceof ApiError && error.code === "invalid") setWrong(true);
      else failed(error);
    }
  };
  const choose = async (picture: File | undefined) => {
    if (picture === undefined) return;
    if (picture.size > MOST_BYTES) setWrong(true);
    else await set(base64(new Uint8Array(await picture.arrayBuffer())));
  };
  return (
    <Part title={words.logo}>
      {logo === null ? <p>{words.logoNone}</p> : <img className="site-logo" src={logo} alt={words.logoAlt} />}
      {may ? (
        <div className="field">
          <input
            ref={file}
            type="file"
            hidden
            name="logo"
            accept="image/png,image/webp,image/jpeg"
            onChange={({ target }) => {
              void choose(target.files?.[0]);
              target.value = "";
            }}
          />
          <div>
            <button type="button" className="btn" aria-describedby={id} onClick={() => file.current?.click()}>
              {words.logoChoose}
            </button>
          </div>
          <p id={id} className={wrong ? "fault" : "hint"} role={wrong ? "alert" : undefined}>
            {wrong ? words.logoWrong : words.logoHint}
          </p>
        </div>
      ) : null}
      {may && logo !== null ? (
        <button type="button" className="btn danger" onClick={() => void set(null)}>
          {words.logoRemove}
        </button>
      ) : null}
    </Part>
  );
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
