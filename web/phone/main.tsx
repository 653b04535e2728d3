// `/phone`: a telephone in the browser that calls the centre as a customer would.
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { PhonePage } from './phone-page.tsx'
import './phone.css'

mount(messages.pages.phone, <PhonePage />)
