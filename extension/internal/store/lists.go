package store

// Append puts text at the end of a list that holds at most limit texts; false if it is full.
func (s *Store) Append(name, text string, limit int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.lists[name]) >= limit {
		return false
	}
	s.lists[name] = append(s.lists[name], text)
	return true
}

// List gives the texts in the order in which they were appended, none for an unknown name.
func (s *Store) List(name string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.lists[name]...)
}
