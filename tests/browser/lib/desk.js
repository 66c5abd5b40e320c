// What the page that `genomsyra serve` answers with and the page without a server have in common.

/** Goes back to the list. The address changes first, and the page after it: until then what the list says is out of sight, and reads otherwise. */
export async function backToList(page) {
  await page.locator(".back a:visible").click();
  await page.locator("#start").waitFor();
}
