package dev.quipu.ledger.state;

import dev.quipu.ledger.event.SelfApproval;

/**
 * How changes are approved.
 *
 * @param approvals how many people must approve
 */
public record Policy(int approvals, SelfApproval selfApproval) {

    /** While nobody has set another. */
    public static final Policy DEFAULT = new Policy(1, SelfApproval.WHILE_ALONE);
}
