// What is around every page of the console: the bar at the top, the navigation, and the pages' addresses.
import Alert from '@cloudscape-design/components/alert'
import AppLayout from '@cloudscape-design/components/app-layout'
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation'
import TopNavigation from '@cloudscape-design/components/top-navigation'
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { matchRoute, Route, Router, Switch, useLocation, useRouter } from 'wouter'
import { connectTo } from '../kit/connect.ts'
import { messages } from '../kit/messages.ts'
import { setTheme, type Theme } from '../kit/preferences.ts'
import type { SignedIn } from '../kit/session-gate.tsx'
import type { ConsolePage, PageGroup, PageParams } from './console-page.ts'
import { OverviewPage } from './overview-page.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { pages } from './pages.ts'
import { consoleTexts as texts } from './texts/console-texts.ts'
import { ConsoleContext, type ConsoleWorld, useConsole } from './use-console.ts'
import { useFreshSession } from './use-fresh-session.ts'
import { useGuardedLocation, useGuardedSearch } from './use-guarded-location.ts'
import { Waiting } from './waiting.tsx'

const BASE = '/console'
/** From here on there is room for the navigation beside a table, in CSS pixels. */
const ROOMY = 1100
const GROUPS: readonly PageGroup[] = ['live', 'history', 'routing', 'channels', 'users', 'system']

export function ConsoleFrame({ signedIn }: { signedIn: SignedIn }) {
  const session = useFreshSession(signedIn)
  const [flashes, setFlashes] = useState<readonly FlashbarProps.MessageDefinition[]>([])
  const notify = useCallback<ConsoleWorld['notify']>((type, content) => {
    const id = crypto.randomUUID()
    const onDismiss = () => setFlashes(before => before.filter(each => each.id !== id))
    const dismissLabel = messages.dismiss
    setFlashes([{ id, type, content, dismissible: true, dismissLabel, onDismiss }])
  }, [])
  const world = useMemo<ConsoleWorld>(() => {
    connectTo(session.instanceId, signedIn.expired)
    return {
      signedIn: { ...signedIn, session },
      instanceId: session.instanceId,
      notify,
      may: permission => session.permissions.includes(permission),
    }
  }, [session, signedIn, notify])
  return (
    <ConsoleContext value={world}>
      <Router hook={useGuardedLocation} searchHook={useGuardedSearch}>
        <TopBar signedIn={world.signedIn} />
        <Layout world={world} flashes={flashes} forget={() => setFlashes([])} />
      </Router>
    </ConsoleContext>
  )
}

function Layout({
  world,
  flashes,
  forget,
}: {
  world: ConsoleWorld
  flashes: readonly FlashbarProps.MessageDefinition[]
  forget: () => void
}) {
  const [path] = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said belongs to the page before
  useEffect(forget, [path])
  const { parser } = useRouter()
  const [open, setOpen] = useState(innerWidth >= ROOMY)
  const wide = pages.some(page => page.wide && matchRoute(parser, BASE + page.path, path)[0])
  return (
    <AppLayout
      headerSelector="#console-top"
      toolsHide
      navigationHide={wide}
      navigationOpen={open}
      onNavigationChange={({ detail }) => setOpen(detail.open)}
      disableContentPaddings={wide}
      maxContentWidth={Number.MAX_VALUE}
      ariaLabels={{
        navigation: texts.navigation,
        navigationToggle: texts.openNavigation,
        navigationClose: texts.closeNavigation,
        notifications: texts.notifications,
      }}
      notifications={<Flashbar items={flashes} />}
      navigation={<Navigation world={world} path={path} />}
      content={
        <PageBoundary key={path}>
          <Suspense fallback={<Waiting />}>
            <Switch>
              <Route path="/">{() => <OverviewPage />}</Route>
              <Route path={BASE}>{() => <OverviewPage />}</Route>
              {pages.map(page => (
                <Route key={page.path} path={BASE + page.path}>
                  {params => <Opened page={page} params={params as PageParams} />}
                </Route>
              ))}
              <Route>{() => <Alert type="warning" header={texts.noSuchPage} />}</Route>
            </Switch>
          </Suspense>
        </PageBoundary>
      }
    />
  )
}

function Navigation({ world, path }: { world: ConsoleWorld; path: string }) {
  const [, goTo] = useLocation()
  const active = placeOf(path)
  const list = useRef<HTMLDivElement>(null)
  const isFirst = useRef<boolean>(true)
  useEffect(() => {
    // The list is longer than most screens.
    const link = active === '' ? undefined : list.current?.querySelector('[aria-current]')
    link?.scrollIntoView({ block: isFirst.current ? 'center' : 'nearest' })
    isFirst.current = false
  }, [active])
  return (
    <div ref={list}>
      <SideNavigation
        activeHref={active}
        header={{ href: '/', text: texts.home }}
        items={navigationOf(world)}
        onFollow={event => {
          if (event.detail.external) return
          event.preventDefault()
          goTo(event.detail.href)
        }}
      />
    </div>
  )
}

/** Pages about one thing belong to the list that it is in. */
function placeOf(path: string): string {
  const lists = pages.filter(page => page.group !== undefined).map(page => BASE + page.path)
  if (lists.includes(path)) return path
  return lists.find(list => path.startsWith(`${list}/`)) ?? path
}

function Opened({ page, params }: { page: ConsolePage; params: PageParams }) {
  const world = useConsole()
  useEffect(() => {
    document.title = `${page.title} · ${messages.product}`
  }, [page])
  if (mayOpen(world, page)) return <page.Page params={params} />
  return (
    <Alert type="info" header={texts.notForYou(page.title)}>
      {texts.needs((page.permissions ?? []).join(', '))}
    </Alert>
  )
}

function mayOpen(world: ConsoleWorld, { permissions }: ConsolePage): boolean {
  return permissions === undefined || permissions.some(world.may)
}

function navigationOf(world: ConsoleWorld): SideNavigationProps.Item[] {
  const groups = GROUPS.map(group => ({
    group,
    items: pages.filter(page => page.group === group && mayOpen(world, page)),
  }))
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ group, items }) => ({
      type: 'section',
      text: texts.groups[group],
      items: items.map(({ title, path }) => ({ type: 'link', text: title, href: BASE + path })),
    }))
}

function TopBar({ signedIn }: { signedIn: SignedIn }) {
  const [, goTo] = useLocation()
  const { session } = signedIn
  return (
    <div id="console-top">
      <TopNavigation
        identity={{
          href: '/',
          title: messages.product,
          onFollow(event) {
            event.preventDefault()
            goTo('/')
          },
        }}
        i18nStrings={{
          overflowMenuTriggerText: messages.menu.label,
          overflowMenuTitleText: messages.menu.label,
        }}
        utilities={[
          { type: 'button', text: messages.console.openAgent, href: '/agent', external: true },
          { type: 'button', text: messages.console.openPhone, href: '/phone', external: true },
          {
            type: 'menu-dropdown',
            text: session.name,
            description: session.username,
            iconName: 'user-profile',
            onItemClick: ({ detail }) => {
              if (detail.id === 'signOut') signedIn.signOut()
              else if (detail.id === 'account') goTo(`${BASE}/account`)
              else setTheme(detail.id as Theme) // the other ids are the themes below
            },
            items: [
              {
                id: 'appearance',
                text: messages.theme.label,
                items: [
                  { id: 'system', text: messages.theme.system },
                  { id: 'light', text: messages.theme.light },
                  { id: 'dark', text: messages.theme.dark },
                ],
              },
              { id: 'account', text: texts.account },
              { id: 'signOut', text: messages.signOut },
            ],
          },
        ]}
      />
    </div>
  )
}
