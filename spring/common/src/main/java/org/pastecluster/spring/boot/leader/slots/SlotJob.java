package org.pastecluster.spring.boot.leader.slots;

import java.lang.reflect.Method;
import java.util.Set;
import org.pastecluster.spring.MissedSlots;

/**
 * A leader-only method under one of its cron expressions.
 *
 * @param name the same on every node that runs this application
 * @param expression with placeholders resolved
 * @param texts what the task that Spring makes of it may call itself
 * @param method of the bean's own class
 */
record SlotJob(String name, String expression, Set<String> texts, Method method, MissedSlots missed) {}
