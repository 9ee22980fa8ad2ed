/** The reply of GET /v1/models. */
export function modelList(model: string): string {
  return JSON.stringify({ object: 'list', data: [{ id: model, object: 'model', created: 0, owned_by: 'simulator' }] });
}
