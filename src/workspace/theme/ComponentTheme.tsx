import { ConfigProvider, type ConfigProviderProps, type ThemeConfig, theme } from 'antd'
import zhCN from 'antd/es/locale/zh_CN.js'
import { type ReactNode, useMemo } from 'react'
import { useThemeName } from './theme.ts'

// The file is an ES module in a package that does not say so, so its types are those of CommonJS.
const locale = zhCN as unknown as ConfigProviderProps['locale']

/** Dresses the component library in the tokens of `tokens.css`, so that nothing looks like its default. */
export function ComponentTheme({ children }: { children: ReactNode }) {
  const name = useThemeName()
  const config = useMemo(() => themeConfig(name.startsWith('dark')), [name])
  return (
    <ConfigProvider
      theme={config}
      locale={locale}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      componentSize="medium"
    >
      {children}
    </ConfigProvider>
  )
}

function themeConfig(dark: boolean): ThemeConfig {
  const css = getComputedStyle(document.documentElement)
  const token = (name: string) => css.getPropertyValue(`--${name}`).trim()
  const [ink, secondary, hairline, paper, wash, wash2] = [
    token('ink'),
    token('ink-2'),
    token('hairline'),
    token('paper'),
    token('wash'),
    token('wash-2'),
  ]
  const accent = token('accent')
  const float = token('float-shadow')
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: accent,
      colorInfo: accent,
      colorLink: accent,
      colorLinkHover: token('accent-strong'),
      colorError: token('red'),
      colorSuccess: token('green'),
      colorWarning: token('yellow'),
      colorText: ink,
      colorTextBase: ink,
      colorTextSecondary: secondary,
      colorTextTertiary: secondary,
      colorTextDescription: secondary,
      colorTextPlaceholder: secondary,
      colorTextHeading: ink,
      colorTextLightSolid: token('on-accent'),
      colorIcon: secondary,
      colorBorder: token('hairline-strong'),
      colorBorderSecondary: hairline,
      colorSplit: hairline,
      colorBgBase: paper,
      colorBgContainer: paper,
      colorBgElevated: paper,
      colorBgLayout: wash,
      colorFillAlter: wash,
      colorFillSecondary: wash2,
      controlItemBgHover: wash,
      controlItemBgActive: token('accent-wash'),
      controlItemBgActiveHover: token('accent-wash'),
      controlOutline: 'transparent',
      borderRadius: 6,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      boxShadow: float,
      boxShadowSecondary: float,
      boxShadowTertiary: 'none',
      fontFamily: 'var(--sans)',
      fontSize: 14,
      fontSizeHeading1: 28,
      fontSizeHeading2: 20,
      fontSizeHeading3: 16,
      fontWeightStrong: 600,
      controlHeight: 32,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        defaultBg: paper,
        defaultHoverBg: wash,
        defaultHoverColor: ink,
        defaultHoverBorderColor: ink,
        defaultActiveBg: wash2,
        defaultActiveColor: ink,
        defaultActiveBorderColor: ink,
        primaryColor: token('on-accent'),
      },
      Input: { activeShadow: `0 0 0 1px ${accent}`, errorActiveShadow: `0 0 0 1px ${token('red')}` },
      InputNumber: { activeShadow: `0 0 0 1px ${accent}` },
      DatePicker: { activeShadow: `0 0 0 1px ${accent}`, cellHeight: 28 },
      Select: {
        optionSelectedBg: token('accent-wash'),
        optionActiveBg: wash2,
        activeOutlineColor: accent,
        optionHeight: 32,
      },
      Table: {
        cellPaddingBlock: 5,
        cellPaddingInline: 12,
        cellPaddingBlockSM: 5,
        cellPaddingBlockMD: 5,
        headerBg: paper,
        headerColor: secondary,
        headerSplitColor: 'transparent',
        headerBorderRadius: 0,
        rowHoverBg: wash,
        borderColor: hairline,
        rowSelectedBg: token('accent-wash'),
        rowSelectedHoverBg: token('accent-wash'),
      },
      Tabs: {
        horizontalMargin: '0 0 16px',
        horizontalItemPadding: '8px 0',
        inkBarColor: ink,
        itemSelectedColor: ink,
      },
      Slider: {
        trackBg: accent,
        trackHoverBg: accent,
        railBg: wash2,
        railHoverBg: wash2,
        handleColor: accent,
        handleActiveColor: accent,
      },
      Modal: { titleFontSize: 16 },
      Drawer: { paddingLG: 16 },
      Segmented: { itemSelectedBg: paper, trackBg: wash2 },
      Tag: { defaultBg: paper },
      Tooltip: { colorBgSpotlight: ink, colorTextLightSolid: paper },
    },
  }
}
