"""The page of an application, and what is taken away from it."""

from hiring.dossiers.views import cv, page
from hiring.dossiers.views.blueprint import bp
