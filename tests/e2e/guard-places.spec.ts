import { openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

test('a share is added to what is watched and taken out again; a name that is not whole is refused', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'fine', '#/settings')
  const part = page.getByTestId('guard-places')
  const add = async (place: string) => {
    await part.getByTestId('guard-place-new').fill(place)
    await part.getByTestId('guard-place-add').click()
  }
  await add('共有')
  await expect(part).toContainText('はじめから全部書いてください')
  await expect(part.getByTestId('guard-place')).toHaveCount(0)
  await add(' \\\\nas\\総務\\ ')
  await expect(part.getByTestId('guard-place')).toContainText(['\\\\nas\\総務'])
  await expect(part.getByTestId('guard-place-new')).toHaveValue('')
  await add('/mnt/share')
  await add('/mnt/share')
  await expect(part.getByTestId('guard-place')).toHaveCount(2)
  await part.getByRole('button', { name: '「\\\\nas\\総務」を外す' }).click()
  await expect(part.getByTestId('guard-place')).toContainText(['/mnt/share'])
  await expect(part.getByTestId('guard-place')).toHaveCount(1)
  await part.getByRole('radio', { name: 'いいえ' }).click({ force: true })
  await expect(part.getByRole('radio', { name: 'いいえ' })).toBeChecked()
})
