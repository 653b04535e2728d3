// Reports made at set times, as `/api/report-schedules` tells them. Times are epoch ms.

export interface ScheduledReport {
  readonly id: string
  readonly name: string
  readonly page: string
  readonly format: 'csv' | 'pdf'
  readonly every: 'hour' | 'day' | 'week'
  readonly at: string
  readonly weekday: number
  readonly zone: string
  readonly covers: number
  readonly keepDays: number
  readonly sink?: string
  readonly owner?: string
  readonly nextAt: number
  readonly files: readonly ReportFile[]
}

export interface ReportFile {
  readonly dueAt: number
  readonly from: number
  readonly until: number
  readonly format: string
  readonly bytes?: number
  readonly problem?: string
  readonly delivery?: string
  readonly deliveryProblem?: string
}

export const SCHEDULES = '/api/report-schedules'
