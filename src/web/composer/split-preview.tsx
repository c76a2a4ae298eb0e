/** Shows beforehand how an over-long text goes out. */
import { useT } from "../i18n/language.tsx";

export function SplitPreview({ parts }: { parts: readonly string[] }) {
  const { t } = useT();
  if (parts.length === 0) return null;
  return (
    <section className="split" aria-label={t.splitPreview} data-testid="split-preview">
      <h3 role="status">{t.overLimit(parts.length)}</h3>
      <ol>
        {parts.map((part, index) => (
          <li key={`${index} ${part.length}`}>
            <span className="num">{`${index + 1}/${parts.length}`}</span>
            {part}
          </li>
        ))}
      </ol>
    </section>
  );
}
