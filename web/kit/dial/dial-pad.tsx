// Calls a number: a country, the number, and the keys of a telephone.
import Button from '@cloudscape-design/components/button'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useMemo, useState } from 'react'
import { Card } from '../card.tsx'
import { Keypad } from '../keypad.tsx'
import { languageTag } from '../messages.ts'
import { keep, kept } from '../page-memory.ts'
import { dialTexts } from './dial-texts.ts'
import { diallableCountries, dialledNumber } from './dialled-number.ts'

const COUNTRY_KEY = 'parley.dialCountry'

interface DialPadProps {
  /** Those that may be called. */
  readonly countries: readonly string[]
  readonly disabled: boolean
  readonly onCall: (number: string) => void
  readonly onBack: () => void
}

export function DialPad({ countries: allowed, disabled, onCall, onBack }: DialPadProps) {
  const countries = useMemo(() => diallableCountries(allowed, languageTag), [allowed])
  const [country, setCountry] = useState(() => likelyCountry(countries.map(({ code }) => code)))
  const [text, setText] = useState('')
  const number = dialledNumber(text, country)
  const options = countries.map(({ code, name, callingCode }) => ({
    value: code,
    label: `${name} ${callingCode}`,
  }))
  const call = () => {
    if (!number || disabled) return
    keep(COUNTRY_KEY, country)
    onCall(number.e164)
  }
  return (
    <Card
      actions={
        <div className="kit-dial-actions">
          <Button onClick={onBack}>{dialTexts.back}</Button>
          <Button variant="primary" iconName="call" disabled={!number || disabled} onClick={call}>
            {dialTexts.call}
          </Button>
        </div>
      }
    >
      <section className="kit-dial" aria-label={dialTexts.region}>
        <Select
          ariaLabel={dialTexts.country}
          options={options}
          selectedOption={options.find(({ value }) => value === country) ?? null}
          filteringType={options.length > 8 ? 'auto' : 'none'}
          filteringAriaLabel={dialTexts.find}
          filteringPlaceholder={dialTexts.find}
          expandToViewport
          onChange={({ detail }) => setCountry(detail.selectedOption.value ?? country)}
        />
        <div className="kit-dial-number">
          <Input
            type="text"
            inputMode="tel"
            autoComplete={false}
            autoFocus
            ariaLabel={dialTexts.number}
            placeholder={dialTexts.number}
            value={text}
            onChange={({ detail }) => setText(detail.value)}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter') call()
            }}
          />
          <Button
            variant="icon"
            iconName="undo"
            ariaLabel={dialTexts.erase}
            disabled={text === ''}
            onClick={() => setText(text.slice(0, -1))}
          />
        </div>
        <p className="kit-card-text" role="status">
          {number ? dialTexts.willCall(number.shown) : text === '' ? '' : dialTexts.impossible}
        </p>
        <Keypad onDigit={digit => setText(before => before + digit)} />
      </section>
    </Card>
  )
}

/** The last one, else that of the browser's language, else the first. */
function likelyCountry(codes: readonly string[]): string {
  const last = kept(COUNTRY_KEY, '')
  const own = new Intl.Locale(languageTag).maximize().region ?? ''
  return [last, own].find(each => codes.includes(each)) ?? codes[0] ?? ''
}
