package wire

// enoughSockets is how many a poller has when the next begins, if there is a processor for it: one is cheaper than two, and
// reads tens of thousands of tokens a second.
const enoughSockets = 500

// pollerFor says which of the pollers that have so many sockets is to have the next, or the number of them for a new one.
func pollerFor(sockets []int, processors int) int {
	least := 0
	for i, count := range sockets {
		if count < sockets[least] {
			least = i
		}
	}
	if len(sockets) > 0 && (sockets[least] < enoughSockets || len(sockets) >= processors) {
		return least
	}
	return len(sockets)
}
