import { AccountLogin, NewPassword, type SetUpRequest } from '#shared/ipc/session.ts'
import { textError } from '../../components/form-checks.ts'
import {
  type Body,
  type FormPage,
  gatherErrors,
  type Question,
  type Step,
  stepOf,
  textOf,
} from '../../components/form-page.ts'

interface Office {
  name: string
  documentCode: string
  window: string
}

const officePage: FormPage<Office> = {
  id: 'office',
  title: '单位',
  questions: [
    { name: 'officeName', label: '单位名称', kind: 'text', hint: '印在文书上，如：慈溪市新市民服务中心' },
    { name: 'documentCode', label: '发文代字', kind: 'text', hint: '用于文书编号，如：慈新服', half: true },
    {
      name: 'window',
      label: '本机窗口',
      kind: 'text',
      hint: '显示在右上角，如：周巷镇窗口 3 号',
      half: true,
    },
  ],
  read: (body) => ({
    name: textOf(body, 'officeName'),
    documentCode: textOf(body, 'documentCode'),
    window: textOf(body, 'window'),
  }),
  errors: (office) =>
    gatherErrors({
      officeName: textError(office.name, '单位名称', 50),
      documentCode: textError(office.documentCode, '发文代字', 10),
      window: textError(office.window, '窗口名称', 30),
    }),
  next: () => 'supervisor',
  summary: (office) => [
    { question: '单位名称', answer: office.name },
    { question: '发文代字', answer: office.documentCode },
    { question: '本机窗口', answer: office.window },
  ],
}

interface Person {
  login: string
  name: string
  password: string
  repeated: string
  /** The other account's login and name, which must differ. */
  other: { login: string; name: string } | undefined
}

function passwordText(body: Body, name: string): string {
  const answer = body[name]
  return typeof answer === 'string' ? answer : ''
}

function personQuestions(at: (field: string) => string): readonly Question[] {
  return [
    { name: at('name'), label: '姓名', kind: 'text', half: true },
    {
      name: at('login'),
      label: '账号',
      kind: 'code',
      half: true,
      hint: '3 到 20 位小写字母和数字，以字母开头',
    },
    {
      name: at('password'),
      label: '密码',
      kind: 'password',
      half: true,
      hint: '至少 10 个字符；忘记后不能找回',
    },
    { name: at('repeated'), label: '再输一遍密码', kind: 'password', half: true },
  ]
}

function personPage(role: {
  id: 'supervisor' | 'clerk'
  title: string
  next: string | null
}): FormPage<Person> {
  const at = (field: string) => `${role.id}-${field}`
  return {
    id: role.id,
    title: role.title,
    questions: personQuestions(at),
    read: (body) => ({
      login: textOf(body, at('login')),
      name: textOf(body, at('name')),
      password: passwordText(body, at('password')),
      repeated: passwordText(body, at('repeated')),
      other:
        role.id === 'clerk'
          ? { login: textOf(body, 'supervisor-login'), name: textOf(body, 'supervisor-name') }
          : undefined,
    }),
    errors: (person) =>
      gatherErrors({
        [at('name')]:
          textError(person.name, '姓名', 50) ??
          (person.other?.name === person.name ? '须与主管不是同一人：复核和公布要由另一人办。' : undefined),
        [at('login')]:
          AccountLogin.safeParse(person.login).error?.issues[0]?.message ??
          (person.other?.login === person.login ? '主管已用此账号，请换一个。' : undefined),
        [at('password')]: NewPassword.safeParse(person.password).error?.issues[0]?.message,
        [at('repeated')]: person.repeated === person.password ? undefined : '两遍密码不同，请重新输入。',
      }),
    next: () => role.next,
    summary: (person) => [{ question: `${role.title}`, answer: `${person.name}（账号 ${person.login}）` }],
  }
}

/** Set-up asks for the office and for two different persons, as binding steps need two. */
export const setUpSteps: readonly Step[] = [
  stepOf(officePage),
  stepOf(personPage({ id: 'supervisor', title: '第一位主管', next: 'clerk' })),
  stepOf(personPage({ id: 'clerk', title: '第一位窗口人员', next: null })),
]

/** The request that the filled form means. */
export function readSetUp(body: Body): SetUpRequest {
  function account(id: 'supervisor' | 'clerk') {
    return {
      login: textOf(body, `${id}-login`),
      name: textOf(body, `${id}-name`),
      password: passwordText(body, `${id}-password`),
    }
  }
  return { office: officePage.read(body), supervisor: account('supervisor'), clerk: account('clerk') }
}
