import { Button } from "@parlance/ui";
import { Check, Copy } from "lucide-react";
import { useState } from "react";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 1600);
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <Button look="quiet" size="small" onClick={() => void copy()} aria-label={isCopied ? "Copied" : label}>
      <Icon size={14} aria-hidden />
      <span aria-live="polite">{isCopied ? "Copied" : "Copy"}</span>
    </Button>
  );
}
