import { describe, expect, it } from 'vitest';
import { actions, permissionsOf, roles, scopeOf } from './permissions.ts';
import { resources } from './registry.ts';

describe('permissions', () => {
  it('give the administrator everything, everywhere, but what others are told', () => {
    for (const [resource, allowed] of Object.entries(actions)) {
      const scope = resource === 'notification' ? 'own' : 'all';
      for (const action of allowed) {
        expect(Object.entries(permissionsOf('admin'))).toContainEqual([`${resource}:${action}`, scope]);
      }
    }
  });

  it('give nobody but the administrator the audit log and the making of users, teams, pipelines and stages', () => {
    for (const role of roles.filter((name) => name !== 'admin')) {
      expect(scopeOf(role, 'auditlog:read')).toBeNull();
      for (const resource of ['user', 'team', 'pipeline', 'stage'] as const) {
        expect(scopeOf(role, `${resource}:create`)).toBeNull();
        expect(scopeOf(role, `${resource}:delete`)).toBeNull();
      }
    }
  });

  it('give an executor nothing here', () => {
    expect(permissionsOf('executor')).toEqual({});
  });

  it('of every resource exist', () => {
    for (const { permissions } of Object.values(resources)) {
      for (const permission of Object.values(permissions)) expect(permissionsOf('admin')[permission]).toBe('all');
    }
  });

  it('keep the definition of a resource at the keys of ADR 0002', () => {
    for (const definition of Object.values(resources)) {
      expect(Object.keys(definition).toSorted()).toEqual([
        'create',
        'example',
        'filter',
        'name',
        'path',
        'permissions',
        'row',
        'sortable',
        'table',
        'update',
      ]);
    }
  });
});
