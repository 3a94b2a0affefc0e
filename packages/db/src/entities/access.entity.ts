import { defineEntity, p } from '@mikro-orm/core';
import { idOf, key, moment, schema } from './columns.ts';
import { User } from './user.entity.ts';

const ViewAsSchema = defineEntity({
  name: 'ViewAs',
  tableName: 'crm_view_as',
  schema,
  properties: {
    id: key(),
    viewerId: () => idOf(User),
    /** As they were called then: the log keeps both names. */
    viewerName: p.text(),
    userId: () => idOf(User),
    userName: p.text(),
    startedAt: moment(),
    expiresAt: moment(),
  },
  indexes: [
    { name: 'crm_view_as_viewer_id', properties: ['viewerId'] },
    { name: 'crm_view_as_user_id', properties: ['userId'] },
    { name: 'crm_view_as_expires_at', properties: ['expiresAt'] },
  ],
});

/** That an administrator sees the product as somebody else; there while it lasts. */
export class ViewAs extends ViewAsSchema.class {}
ViewAsSchema.setClass(ViewAs);

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'crm_sessions',
  schema,
  properties: {
    /** SHA-256 of the token in hex: whoever reads the table cannot sign in with it. */
    id: p.text().primary(),
    userId: () => idOf(User).deleteRule('cascade'),
    kind: p.enum(['cookie', 'token']),
    createdAt: moment(),
    expiresAt: moment(),
    lastSeenAt: moment(),
    userAgent: p.text().strictNullable(),
    /** Token scopes parted by blanks, when a token was asked for that may do less than its user. */
    scope: p.text().strictNullable(),
    /** As whom this session sees the product for a while, if not as its own user. */
    viewAsId: () => idOf(ViewAs).strictNullable().deleteRule('set null'),
  },
  indexes: [
    { name: 'crm_sessions_view_as_id', properties: ['viewAsId'] },
    { name: 'crm_sessions_user_id', properties: ['userId'] },
    { name: 'crm_sessions_expires_at', properties: ['expiresAt'] },
  ],
});

/** Somebody who is signed in, by cookie or by token. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

const RefreshTokenSchema = defineEntity({
  name: 'RefreshToken',
  tableName: 'crm_refresh_tokens',
  schema,
  properties: {
    id: key(),
    sessionId: () => idOf(Session).deleteRule('cascade'),
    tokenHash: p.text(),
    createdAt: moment(),
    expiresAt: moment(),
    /** A token that comes again after this has leaked. */
    usedAt: moment().strictNullable(),
  },
  indexes: [{ name: 'crm_refresh_tokens_session_id', properties: ['sessionId'] }],
  uniques: [{ name: 'crm_refresh_tokens_token_hash_unique', properties: ['tokenHash'] }],
});

/** A key to the next access token. All of one session are one family. */
export class RefreshToken extends RefreshTokenSchema.class {}
RefreshTokenSchema.setClass(RefreshToken);

const RateLimitSchema = defineEntity({
  name: 'RateLimit',
  tableName: 'crm_rate_limits',
  schema,
  // The layout that rate-limiter-flexible's RateLimiterPostgres expects.
  properties: {
    key: p.string().length(255).primary(),
    points: p.integer().default(0),
    /** ms since the epoch. */
    expire: p.bigint('number').strictNullable(),
  },
});

/** How often something was tried. */
export class RateLimit extends RateLimitSchema.class {}
RateLimitSchema.setClass(RateLimit);
