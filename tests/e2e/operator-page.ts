import { expect, type Page } from '@playwright/test'

/** Makes the first account of a provider's desk through its one-time link. */
export const setUpDesk = async (page: Page, link: string): Promise<void> => {
  await page.goto(link)
  await page.getByLabel('名前', { exact: true }).fill('kanri')
  await page.getByLabel('お客さまに見せる名前').fill('管理の田中')
  await page.getByLabel('パスワード').fill('tsuki-no-usagi-7')
  await page.getByRole('button', { name: '登録して始める' }).click()
  await expect(page.getByRole('heading', { name: 'お客さまとパソコン' })).toBeVisible()
}

/** Adds a customer and makes an activation code, as an operator does. */
export const codeOfNewCustomer = async (page: Page): Promise<string> => {
  await page.getByText('お客さまを足す').click()
  await page.getByLabel('お客さま番号').fill('K-0001')
  await page.getByLabel('会社の名前').fill('株式会社みなと製作所')
  await page.getByRole('button', { name: '足す', exact: true }).click()
  await page.getByRole('button', { name: '登録の番号を作る' }).click()
  return (await page.locator('.code strong').textContent()) ?? ''
}
