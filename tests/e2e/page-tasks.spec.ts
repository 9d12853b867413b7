import { clerkTasks, doTask } from './clerk-tasks.ts'
import { openPlace } from './page-places.ts'
import { test } from './page-test.ts'

// The page alone on a made-up core, over both bindings; `core-tasks.spec.ts` walks the same ways on the real one.
for (const task of clerkTasks)
  test(`task: "${task.says}"`, async ({ page, server }) => {
    await openPlace(page, server, task.needsAlert ? 'check' : 'fine', '#/home')
    await doTask(page, task)
  })
