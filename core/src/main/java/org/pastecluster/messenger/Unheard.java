package org.pastecluster.messenger;

/** For messages whose verdict nobody asks for. */
enum Unheard implements Outgoing.Teller {
    INSTANCE;

    @Override
    public void tell(Outgoing settled) {}

    @Override
    public boolean isAwaited() {
        return false;
    }
}
