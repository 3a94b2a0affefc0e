/*
 * Shows what is pushed while no page is open, and opens its record. It keeps no pages and answers no requests: the
 * application itself always comes from the server.
 */
self.addEventListener('push', (event) => {
  const { title, body, url, tag, language } = event.data.json();
  const dir = language === 'ar' ? 'rtl' : 'ltr';
  event.waitUntil(self.registration.showNotification(title, { body, tag, dir, lang: language, data: { url } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data.url, self.location.origin).href));
});

/** In a window of ours, if there is one. */
async function open(url) {
  const [own] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (own === undefined) return self.clients.openWindow(url);
  await own.focus();
  return own.navigate(url);
}
