import { useEffect, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Field } from './field.js';

export interface Choice {
  key: string;
  label: string;
  /** In small, under it. */
  detail: string;
}

interface Asked {
  id: string;
  label: string;
  error: string | undefined;
  /** What is typed: it is kept whether or not something is chosen. */
  text: string;
  choices: readonly Choice[];
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onText: (text: string) => void;
  onChoose: (key: string) => void;
  onLeave: (event: FocusEvent) => void;
}

/** A text field with a list of proposals (WAI-ARIA's editable combobox with a list popup): arrows go through it, Enter takes one, Escape closes it. */
export function Combobox({ id, label, error, text, choices, isOpen, onOpen, onText, onChoose, onLeave }: Asked): ReactNode {
  const [activeKey, setActiveKey] = useState<string>();
  const isShown = isOpen && choices.length > 0;
  const active = isShown ? choices.findIndex(({ key }) => key === activeKey) : -1;
  const list = `${id}-liste`;
  const optionId = (index: number): string => `${id}-choix-${index}`;
  useEffect(() => {
    if (active !== -1) document.getElementById(`${id}-choix-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  const choose = (index: number): void => {
    onOpen(false);
    onChoose(choices[index]!.key);
  };
  const move = (by: number): void => {
    onOpen(true);
    const next = active === -1 ? (by > 0 ? 0 : choices.length - 1) : (active + by + choices.length) % choices.length;
    setActiveKey(choices[next]?.key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && active !== -1) choose(active);
    else if (event.key === 'Escape' && isShown) onOpen(false);
    else if (event.key !== 'Enter' || !isShown) return;
    event.preventDefault();
  };

  return (
    <div className="es-combobox">
      <Field
        id={id}
        label={label}
        error={error}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={list}
        aria-activedescendant={active === -1 ? undefined : optionId(active)}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setActiveKey(undefined);
          onOpen(true);
          onText(target.value);
        }}
        onKeyDown={onKeyDown}
        onClick={() => onOpen(true)}
        onBlur={(event) => {
          onOpen(false);
          onLeave(event);
        }}
      />
      {isShown ? (
        // The field keeps the focus and hears the keys: no tab stops at a list that scrolls.
        <div id={list} role="listbox" tabIndex={-1} aria-label={label} onMouseDown={(event) => event.preventDefault()}>
          {choices.map((choice, index) => (
            <div key={choice.key} id={optionId(index)} role="option" tabIndex={-1} aria-selected={index === active} onClick={() => choose(index)} onKeyDown={onKeyDown}>
              {choice.label}
              <small>{choice.detail}</small>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
