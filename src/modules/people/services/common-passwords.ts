/**
 * Passwords that are tried first, written as their core: small letters, substitutes undone (@ for a, 0 for o),
 * digits and signs at both ends taken off. `P@ssw0rd2024!` has the core `password`. Both the practice of 等保
 * assessors and ASVS 5.0 V6.2.4 ask for such a list.
 */
const cores = new Set(
  (
    'password passwd passwort pass passcode passphrase admin administrator adminadmin root toor sysadmin system systemadmin ' +
    'user username guest test tester testing demo default public private secret security secure secadmin auditadmin audit auditor ' +
    'welcome hello helloworld letmein login logon signin access master manager operator oracle postgres mysql sqlserver server ' +
    'database changeme changeit temp temporary initial newpass newpassword mypassword yourpassword thepassword ' +
    'iloveyou loveyou lovely love forever princess sunshine monkey dragon football baseball basketball superman batman shadow ' +
    'michael jordan jennifer jessica charlie daniel thomas robert andrew matthew hunter killer pepper ginger summer winter spring autumn ' +
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday ' +
    'internet computer windows linux ubuntu google baidu tencent alibaba huawei xiaomi apple iphone samsung wechat weixin taobao ' +
    'qq qqqq aaaa abc abcabc xyz asd asdasd qwe qweqwe zxc zxczxc qaz qazqaz qazwsx wsx aa aaa aabb aabbcc abab qwert qwerty qwertyuiop ' +
    'asdfgh asdfghjkl zxcvbn zxcvbnm azerty qwertz qwaszx qazxsw zaqwsx zaqxsw edcrfv ' +
    'woaini woaiwojia woaizhongguo woaiziji woaibaba woaimama wodemima mima mimamima miam woshishui wobuzhidao nihao nihaoma nishishui ' +
    'zhongguo zhonghua beijing shanghai tianjin chongqing guangzhou shenzhen neimenggu huhehaote baotou hulunbeier caoyuan ' +
    'zhengfu shizhengfu zhengwu zhengwufuwu fuwu yewu bangong bangongshi renmin weirenminfuwu jiguan danwei gongzuo diaodu diaoduzhongxin ' +
    'yingshang yingshanghuanjing huanjing youhua wuxin nuancheng anxin shengxin shunxin fangxin tongxin ' +
    'xitong xitongguanli xitongguanliyuan guanli guanliyuan anquan anquanguanli anquanguanliyuan shenji shenjiguanliyuan chaojiguanliyuan ' +
    'zhangwei wangwei lina wangfang liwei zhangmin wangjing zhangli wangxiuying liuwei zhangsan lisi wangwu zhaoliu xiaoming ' +
    'baobao baobei qinai laopo laogong mama baba haizi erzi nver jiating pingan jiankang kuaile xingfu facai gongxifacai dajidali jixiang ruyi ' +
    'longlong feifei tiantian dandan lingling lili xixi haha hehe heihei hahaha dadada ' +
    'woaiguo aiguo zuguo hongqi changcheng changjiang huanghe tiananmen gongan jingcha xuexi xuexiqiangguo ' +
    'starwars pokemon naruto onepiece minecraft trustno matrix freedom whatever nothing anything something everything ' +
    'abcd abcde abcdef abcdefg abcdefgh abcdabcd alpha beta gamma delta omega zero one two three four five six seven ' +
    'cheese chocolate cookie coffee orange banana purple yellow silver golden diamond crystal angel heaven jesus christ ' +
    'soccer hockey tennis golf yankees ranger eagles steelers liverpool arsenal chelsea barcelona madrid ' +
    'mustang ferrari porsche mercedes toyota honda corvette harley yamaha ' +
    'flower rainbow butterfly dolphin tiger lion panda kitty puppy turtle rabbit horse phoenix ' +
    'money dollar bank business office company work school student teacher doctor china chinese'
  ).split(/\s+/),
)

/** What people type when asked for letters, digits and signs, as it is. */
const whole = new Set(
  (
    'aa123456 aa123456! aa123456@ aa@123456 aa#123456 a123456! a123456@ a123456789! abc123!@# abc@123 abc@1234 abc#123 abc!123 abc123456! ' +
    'abcd@1234 abcd#1234 abcd!1234 qwe123!@# qwe!@#123 qwe@123 qwer@1234 qwer!1234 asd123!@# asd@123 asdf@1234 zxc123!@# zxc@123 zxcv@1234 ' +
    '1qaz@wsx 1qaz!qaz 1qaz2wsx 1qaz2wsx! 1qaz@wsx3edc !qaz2wsx !qaz@wsx 2wsx#edc 3edc$rfv 1q2w3e4r 1q2w3e4r! 1q2w3e4r5t !q2w3e4r q1w2e3r4 ' +
    'q1w2e3r4! q1w2e3r4t5 a1b2c3d4 a1b2c3d4! a1s2d3f4 a1s2d3f4! z1x2c3v4 112233aa! 123456aa! 123456aa@ 12345678a! 123qwe!@# 123qweasd 123qweasd! ' +
    '!@#123qwe 123!@#qwe 123abc!@# 123456abc! 1234abcd! 1234qwer! 5201314a! woaini1314! 5201314 1314520 aa5201314! p@$$w0rd pa$$w0rd pa55word pa55w0rd! ' +
    'gov@123 zw@123456 zwfw@123 dd@123456 88888888a! 66666666a! 00000000a! 11111111a! 147258369 147258369a! 159357 741852963 789456123 987654321'
  ).split(/\s+/),
)

const rows = [
  '1234567890',
  '0123456789',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '147258369',
  '159',
  '357',
  '789456123',
]
const walks = rows.flatMap((row) => [row, [...row].reverse().join('')])

const substitutes: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
}
const shifted: Record<string, string> = {
  '!': '1',
  '@': '2',
  '#': '3',
  $: '4',
  '%': '5',
  '^': '6',
  '&': '7',
  '*': '8',
  '(': '9',
  ')': '0',
}

/** Whether a password is among those that are tried first. */
export function isCommon(password: string): boolean {
  const folded = password.normalize('NFKC').toLowerCase()
  if (whole.has(folded)) return true
  for (const candidate of [folded, stripEnds(folded)]) {
    const undone = stripEnds([...candidate].map((character) => substitutes[character] ?? character).join(''))
    if (cores.has(stripEnds(candidate)) || cores.has(undone)) return true
  }
  return isWalk(folded)
}

const stripEnds = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

/** Mostly runs of at least three neighbours on the keyboard or in the alphabet: `Qwer1234!`, `1qaz@WSX`. */
function isWalk(folded: string): boolean {
  const keys = [...folded].map((character) => shifted[character] ?? character).join('')
  let strays = 0
  for (let at = 0; at < keys.length; ) {
    const length = runAt(keys, at)
    if (length >= 3) at += length
    else {
      strays++
      at++
    }
  }
  return strays <= 2
}

function runAt(keys: string, at: number): number {
  let longest = 0
  for (const walk of walks) {
    const start = walk.indexOf(keys[at]!)
    if (start < 0) continue
    let length = 0
    while (start + length < walk.length && walk[start + length] === keys[at + length]) length++
    longest = Math.max(longest, length)
  }
  let same = 1
  while (keys[at + same] === keys[at]) same++
  return Math.max(longest, same)
}
