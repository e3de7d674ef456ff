import express, { Router } from 'express';

/** The built page of one app. Files with a hash in their name never change; the page and its service worker are asked for every time. */
export function userInterface(webRoot: string): Router {
  const router = Router();
  router.use('/assets', express.static(`${webRoot}/assets`, { immutable: true, maxAge: '1y', index: false }));
  router.use(
    express.static(webRoot, {
      setHeaders: (response) => {
        response.setHeader('Cache-Control', 'no-cache');
      },
    }),
  );
  return router;
}
