import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries.ts'
import { CityName } from './frame/CityName.tsx'
import { Notices } from './frame/Notices.tsx'
import { Gate } from './session/Gate.tsx'
import './theme/tokens.css'
import { ComponentTheme } from './theme/ComponentTheme.tsx'
import { applyTheme } from './theme/theme.ts'

applyTheme()

createRoot(document.getElementById('workspace')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ComponentTheme>
        <CityName />
        <Gate />
        <Notices />
      </ComponentTheme>
    </QueryClientProvider>
  </StrictMode>,
)
