import { z } from 'zod'
import { foldSignInName, kinds, levels, roles } from '../rules.ts'

const text = (label: string, max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min, min === 1 ? `请填写${label}。` : `${label}至少 ${min} 个字。`)
    .max(max, `${label}最多 ${max} 个字，请缩短。`)

export const UnitCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,31}$/, '单位编码由字母、数字、连字符组成，最多 32 位，以字母或数字开头。')
export const FullName = text('单位全称', 100, 2)
export const ShortName = text('规范简称', 60, 2)
export const AnyUnitName = text('单位名称', 100, 2)
export const Kind = z.enum(kinds, '单位类型须为党委、政府、垂管、法检、国企、旗区、园区之一。')
export const Level = z.enum(levels, '层级须为省级、市级、旗县级、苏木乡镇级之一。')
export const RoleName = z.enum(roles, '请选择一个角色。')
export const Day = z.iso.date('日期须写成 2026-01-31 的形式。')
export const Id = z.uuid('编号不正确，请从列表中重新选择。')
export const RegionCode = z.string().trim().min(1, '请填写地区编码。').max(20, '地区编码最多 20 位。')

export const PersonName = text('姓名', 50)
export const SignInName = z
  .string()
  .trim()
  .transform(foldSignInName)
  .pipe(
    z
      .string()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,31}$/u,
        '登录名为 2 至 32 位字母、数字、点、横线，以字母或数字开头。',
      ),
  )
/** As somebody types it at sign-in: it may be wrong in any way, but not long. */
export const TypedName = z.string().min(1, '请填写登录名。').max(64, '登录名最多 32 位。')
export const Password = z.string().min(1, '请填写口令。').max(256, '口令最多 64 位。')
export const Phone = z
  .string()
  .trim()
  .transform((phone) => phone.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\+?\d{7,15}$/, '电话号码为 7 至 15 位数字，请核对。'))
export const Title = z.string().trim().max(60, '职务最多 60 个字，请缩短。')
export const Purpose = text('查看目的', 100, 2)
export const Code = z
  .string()
  .trim()
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().min(6, '请填写 6 位动态码。').max(20, '动态码为 6 位数字，恢复码为 10 位。'))
export const Ticket = z
  .string()
  .min(20, '登录步骤已失效，请重新登录。')
  .max(200, '登录步骤已失效，请重新登录。')

/** Answer of what has nothing more to say. */
export const Done = z.object({ done: z.literal(true) })
export const OneOf = z.object({ id: Id })
export const Nothing = z.object({})
