/**
 * Who calls and what they may do: bearer tokens and OIDC, roles, owners, quotas and the audit of what admins did. Hides
 * Spring Security, how tokens are kept, and what is refused before a request reaches a resource.
 */
@ApplicationModule(allowedDependencies = "request")
@NullMarked
package dev.trainyard.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
