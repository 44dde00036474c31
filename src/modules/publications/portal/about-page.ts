import { html } from 'hono/html'
import type { PortalContent } from '#kernel/module.ts'
import { getCity } from '#modules/city/service.ts'
import { getLegend } from '../services/reading.ts'
import { legendBox } from './lights.ts'

/** What this is, how to read it, what it keeps of a visitor, and for whom it is usable. */
export async function aboutPage(): Promise<PortalContent> {
  const [city, legend] = await Promise.all([getCity(), getLegend()])
  return {
    title: '关于本平台',
    description: `${city.portalTitle}公布什么、怎样阅读、如何保护隐私。`,
    body: html`<div class="prose">
<h1>关于本平台</h1>
<p class="lead">${city.name}把优化营商环境的任务逐项公布在这里：做什么、谁牵头、何时完成、做到哪一步、结果如何。</p>
<h2>怎样阅读</h2>
<p>每项任务由牵头单位每月填报进展，经审核后公布。亮灯按统一规则判定，不由单位自己决定。进度条上的竖线是“序时进度”，即按时间应当完成的进度。</p>
${legendBox(legend)}
<p>内部请示、催办、联系人和未经审核的材料不在公布范围。公布后的内容如有改动，任务页面的“公布以来的变化”逐次列出。</p>
<h2 id="suggest">怎样提意见</h2>
<p>可以对任何一项任务，也可以对整体工作，提出建议、投诉、表扬或咨询。2 个工作日内受理，受理后 5 个工作日内由承办单位答复，答复经审核后公布给您。提交后得到 12 位查询码，<a href="/suggestions">凭查询码查看办理</a>。查询码只显示一次，请抄下或截图。</p>
<h2 id="privacy">隐私说明</h2>
<p>浏览本平台不需要登录，不使用 Cookie，不加载第三方内容，不统计个人的浏览行为。</p>
<p>提意见不要求姓名、电话和任何身份信息。您写在意见中的手机号码、身份证号码、银行卡号和电子邮箱，会在保存前自动隐去。意见与您的网络地址没有任何关联记录。</p>
<p>为防止恶意大量提交，系统按来源网络计数。计数时不保存网络地址本身，只保存用当天密钥计算的摘要；密钥两天后销毁，摘要即无法还原。</p>
<h2 id="accessibility">无障碍说明</h2>
<p>全部页面不依赖脚本，可用键盘操作，可放大到 400%，在 320 像素宽的屏幕上不需要左右滚动，跟随系统的深色模式，可以直接打印。灯的含义同时用汉字、颜色和文字表示。如果有读不到、点不着的地方，请<a href="/suggest?kind=error&amp;page=%2Fabout">告诉我们</a>。</p>
<h2>主办与联系</h2>
<p>主办：${city.issuingOffice}。承办：${city.centreName}。${city.hotline ? html`咨询电话：<span class="nowrap">${city.hotline}</span>。` : ''}</p>
<h2>开放接口</h2>
<p>公开的任务、统计和图例都可以由程序读取，说明见<a href="/api">开放接口</a>。</p>
</div>`,
  }
}
