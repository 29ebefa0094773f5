import { ConfigProvider, type ThemeConfig, theme } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { cssProperties, DARK, FONT_STACK, LIGHT, MEASURE, type Palette } from './tokens.ts'

/** What the person chose: a fixed scheme, or that of the computer. */
export type SchemeChoice = 'light' | 'dark' | 'system'

interface Scheme {
  choice: SchemeChoice
  dark: boolean
  choose(choice: SchemeChoice): void
}

const STORED_CHOICE = 'scheme'
const SchemeContext = createContext<Scheme>({ choice: 'system', dark: false, choose: () => {} })

/** The colour scheme in use and how to change it. */
export function useScheme(): Scheme {
  return use(SchemeContext)
}

function readChoice(): SchemeChoice {
  const stored = localStorage.getItem(STORED_CHOICE)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function useSystemDark(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches)
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => setDark(media.matches)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  return dark
}

function themeConfig(palette: Palette, dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: FONT_STACK,
      fontSize: MEASURE.text,
      lineHeight: MEASURE.line / MEASURE.text,
      controlHeight: MEASURE.control,
      borderRadius: MEASURE.radius,
      borderRadiusLG: MEASURE.card,
      ...colourTokens(palette),
      /** Nothing moves by itself: quicker for the practised, calmer for everyone. */
      motion: false,
    },
    components: {
      Input: { activeBorderColor: palette.accent, hoverBorderColor: palette.accent },
      Button: buttonTokens(palette),
    },
  }
}

function colourTokens(palette: Palette) {
  return {
    colorPrimary: palette.accentSolid,
    colorPrimaryHover: palette.accent,
    /** The ring around what has the focus. */
    colorPrimaryBorder: palette.accent,
    colorLink: palette.accent,
    colorLinkHover: palette.accent,
    colorError: palette.no,
    colorErrorText: palette.no,
    colorText: palette.ink,
    colorTextSecondary: palette.secondary,
    colorTextTertiary: palette.tertiary,
    colorTextPlaceholder: palette.tertiary,
    colorTextDescription: palette.tertiary,
    colorTextDisabled: palette.tertiary,
    colorBorder: palette.control,
    colorBorderSecondary: palette.line,
    colorBgBase: palette.surface,
    colorBgContainer: palette.surface,
    colorBgElevated: palette.surface,
    colorBgLayout: palette.ground,
  }
}

function buttonTokens(palette: Palette) {
  return {
    colorPrimary: palette.accentSolid,
    colorPrimaryHover: palette.accentSolid,
    colorPrimaryActive: palette.accentSolid,
    colorError: palette.no,
    colorErrorHover: palette.no,
    colorErrorActive: palette.no,
    colorErrorBorderHover: palette.no,
    /** The solid accent is a ground; as text it would be too dim in the dark. */
    defaultHoverColor: palette.accent,
    defaultHoverBorderColor: palette.accent,
    defaultActiveColor: palette.accent,
    defaultActiveBorderColor: palette.accent,
    primaryShadow: 'none',
    defaultShadow: 'none',
    dangerShadow: 'none',
    paddingInline: 14,
  }
}

/** Gives antd and the style sheets the same colours, light or dark, and keeps the person's choice on this machine. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(readChoice)
  const systemDark = useSystemDark()
  const dark = choice === 'system' ? systemDark : choice === 'dark'
  const palette = dark ? DARK : LIGHT
  useEffect(() => {
    const root = document.documentElement
    for (const [name, value] of cssProperties(palette)) root.style.setProperty(name, value)
    root.style.setProperty('color-scheme', dark ? 'dark' : 'light')
  }, [palette, dark])
  function choose(next: SchemeChoice): void {
    localStorage.setItem(STORED_CHOICE, next)
    setChoice(next)
  }
  return (
    <SchemeContext value={{ choice, dark, choose }}>
      <ConfigProvider locale={zhCN} theme={themeConfig(palette, dark)} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </SchemeContext>
  )
}
