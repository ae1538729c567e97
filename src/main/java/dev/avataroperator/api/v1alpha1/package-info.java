/**
 * The custom resources as records, whose annotations are the CustomResourceDefinitions and their
 * documentation. Uses Kubernetes' own types and no other package of the program.
 */
package dev.avataroperator.api.v1alpha1;
