import Link from '@cloudscape-design/components/link'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'

/** To the page of a contact, without loading the console anew. */
export function ContactLink({ contactId, children }: { contactId: string; children: ReactNode }) {
  const [, goTo] = useLocation()
  const href = `/console/contacts/${contactId}`
  return (
    <Link
      href={href}
      onFollow={event => {
        event.preventDefault()
        goTo(href)
      }}
    >
      {children}
    </Link>
  )
}
